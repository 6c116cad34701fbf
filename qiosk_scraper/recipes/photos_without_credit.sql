-- Photos without a credit, by month
-- How many photos the articles of a month show, and what share of them names nobody.
-- group: Photos
SELECT substr(a.published_at, 1, 7) AS month, o.slug AS outlet, count(*) AS photos,
       sum(p.credit IS NULL) AS without_credit, round(avg(p.credit IS NULL), 3) AS share
FROM photos p JOIN articles a ON a.current_revision_id = p.revision_id JOIN outlets o ON o.id = a.outlet_id
GROUP BY month, o.id
ORDER BY month DESC, o.slug
