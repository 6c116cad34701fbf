-- Coverage gaps
-- Stretches of time in which the archive has no article of an outlet: a holiday, or a crawl that missed something.
-- group: Coverage
-- :days [3] shortest gap in days
SELECT outlet, previous AS last_published_at, published_at AS next_published_at,
       round(julianday(published_at) - julianday(previous), 1) AS days, id AS next_article_id
FROM (
    SELECT o.slug AS outlet, a.id, a.published_at,
           lag(a.published_at) OVER (PARTITION BY a.outlet_id ORDER BY a.published_at, a.id) AS previous
    FROM articles a JOIN outlets o ON o.id = a.outlet_id
    WHERE a.published_at IS NOT NULL
)
WHERE julianday(published_at) - julianday(previous) >= CAST(:days AS REAL)
ORDER BY days DESC, outlet, published_at
