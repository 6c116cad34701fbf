-- Teased, and not in the archive
-- Addresses of the outlet that were shown and led to no article, with what became of them: nothing, refused, failed.
-- group: Coverage
-- :limit [200] rows at most
SELECT t.url, min(t.headline) AS headline, count(DISTINCT t.page_url) AS pages, min(t.first_seen_at) AS first_seen_at,
       max(t.last_seen_at) AS last_seen_at, f.state AS frontier_state,
       (SELECT q.outcome || coalesce(': ' || q.reason, '')
        FROM fetches q WHERE q.url = t.url ORDER BY q.id DESC LIMIT 1) AS last_fetch
FROM teasers t LEFT JOIN frontier f ON f.url = t.url
WHERE t.article_id IS NULL
  AND EXISTS (SELECT 1 FROM outlets o WHERE substr(t.url, 1, length(o.home_url)) = o.home_url)
GROUP BY t.url
ORDER BY pages DESC, t.url
LIMIT CAST(:limit AS INTEGER)
