-- Links to other sites, by domain
-- Where the bodies of the articles lead, as they stand now; the outlets' own sites are left out.
-- group: Links and copies
-- :limit [100] rows at most
SELECT domain, count(*) AS links, count(DISTINCT article_id) AS articles, min(url) AS one_url
FROM (
    SELECT article_id, url, CASE WHEN host LIKE 'www.%' THEN substr(host, 5) ELSE host END AS domain
    FROM (
        SELECT article_id, url, lower(substr(rest, 1, instr(rest || '/', '/') - 1)) AS host
        FROM (
            SELECT l.article_id, l.url, substr(l.url, instr(l.url, '://') + 3) AS rest
            FROM links l JOIN articles a ON a.current_revision_id = l.revision_id
            WHERE l.url LIKE 'http%://%'
              AND NOT EXISTS (SELECT 1 FROM outlets o WHERE substr(l.url, 1, length(o.home_url)) = o.home_url)
        )
    )
)
GROUP BY domain
ORDER BY articles DESC, links DESC, domain
LIMIT CAST(:limit AS INTEGER)
