-- Crawl health
-- Every run with what it met, how its requests ended and how long it took. A run without an end was killed.
-- group: Crawls
-- :limit [100] rows at most
SELECT c.id AS crawl_id, c.started_at, round((julianday(c.finished_at) - julianday(c.started_at)) * 86400) AS seconds,
       c.exit_code, c.seen, c.new, c.changed, c.same, c.failed, c.refused, f.requests, f.not_ok,
       round(1.0 * f.not_ok / f.requests, 3) AS share_not_ok, c.command, c.version
FROM crawls c
LEFT JOIN (
    SELECT crawl_id, count(*) AS requests, sum(outcome NOT IN ('ok', 'not_modified')) AS not_ok
    FROM fetches GROUP BY crawl_id
) f ON f.crawl_id = c.id
ORDER BY c.id DESC
LIMIT CAST(:limit AS INTEGER)
