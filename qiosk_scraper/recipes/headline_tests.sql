-- Articles teased under more than one headline
-- Each wording with the time it was seen and the number of pages that showed it, on section pages and beside articles.
-- group: Placement
-- :limit [200] rows at most
SELECT article_id, url, headline, first_seen_at, last_seen_at, pages
FROM (
    SELECT article_id, min(url) AS url, headline, min(first_seen_at) AS first_seen_at,
           max(last_seen_at) AS last_seen_at, count(DISTINCT page_url) AS pages,
           count(*) OVER (PARTITION BY coalesce(article_id, url)) AS wordings
    FROM teasers
    WHERE headline IS NOT NULL
    GROUP BY coalesce(article_id, url), headline
)
WHERE wordings > 1
ORDER BY coalesce(article_id, url), first_seen_at, headline
LIMIT CAST(:limit AS INTEGER)
