-- Near-duplicates and syndicated copies, group by group
-- Articles at least half of whose five-word sequences are in another one too, oldest first within a group: who had it
-- first. `score` is the largest share in common with another of the group, 1.0 for the same text.
-- group: Links and copies
-- :outlets [1] only groups that span so many outlets: 2 for copies from one outlet to another
-- :limit [500] rows at most
SELECT s.group_id, count(*) OVER (PARTITION BY s.group_id) AS articles, g.outlets, o.slug AS outlet,
       a.id AS article_id, a.published_at, a.first_seen_at, a.headline, round(s.score, 3) AS score, a.word_count, a.url
FROM (SELECT article_id, group_id, max(score) AS score FROM similar GROUP BY article_id, group_id) s
JOIN articles a ON a.id = s.article_id
JOIN outlets o ON o.id = a.outlet_id
JOIN (
    SELECT x.group_id, count(DISTINCT y.outlet_id) AS outlets
    FROM similar x JOIN articles y ON y.id = x.article_id GROUP BY x.group_id
) g ON g.group_id = s.group_id
WHERE g.outlets >= CAST(:outlets AS INTEGER)
ORDER BY s.group_id, coalesce(a.published_at, a.first_seen_at), a.id
LIMIT CAST(:limit AS INTEGER)
