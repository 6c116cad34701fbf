-- What could not be fetched or read, and why
-- Requests that brought nothing to store, by kind and reason, with the latest example.
-- group: Crawls
-- :since [] only requests from this time on; empty for all
SELECT f.kind, f.outcome, coalesce(f.reason, '') AS reason, count(*) AS times, count(DISTINCT f.url) AS addresses,
       max(f.started_at) AS latest_at, f.url AS latest_url
FROM fetches f
WHERE f.outcome NOT IN ('ok', 'not_modified') AND f.started_at >= :since
GROUP BY f.kind, f.outcome, f.reason
ORDER BY times DESC, f.kind, f.outcome, reason
