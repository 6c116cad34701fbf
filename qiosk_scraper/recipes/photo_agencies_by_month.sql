-- Photo agencies by month
-- How many photos of each agency or source were in the articles published in a month, as the articles stand now.
-- group: Photos
-- :role [] `lead` or `inline`; empty for both
SELECT substr(a.published_at, 1, 7) AS month, coalesce(p.agency, '(none named)') AS agency, count(*) AS photos,
       count(DISTINCT a.id) AS articles
FROM photos p JOIN articles a ON a.current_revision_id = p.revision_id
WHERE :role = '' OR p.role = :role
GROUP BY month, p.agency
ORDER BY month DESC, photos DESC, agency
