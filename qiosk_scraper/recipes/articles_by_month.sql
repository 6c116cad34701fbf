-- Articles by month
-- How much an outlet published, by the stated date: articles, words, how many were edited after they were
-- first seen, and of how many the text could not be read whole.
-- group: Coverage
SELECT substr(a.published_at, 1, 7) AS month, o.slug AS outlet, count(*) AS articles, sum(a.word_count) AS words,
       sum(a.revision_count > 1) AS edited, sum(a.access IN ('paywalled', 'truncated')) AS not_whole
FROM articles a JOIN outlets o ON o.id = a.outlet_id
GROUP BY month, o.id
ORDER BY month DESC, o.slug
