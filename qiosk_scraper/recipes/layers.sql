-- Which layer reads which field
-- Of the articles as they stand now: a field whose layer changes from one month to the next tells of a new template.
-- group: Crawls
-- :field [] one field, such as `headline`; empty for all
SELECT w.field, w.layer, substr(r.seen_at, 1, 7) AS month, count(*) AS articles, max(r.article_id) AS one_article_id
FROM answers w
JOIN revisions r ON r.id = w.revision_id
JOIN articles a ON a.current_revision_id = r.id
WHERE :field = '' OR w.field = :field
GROUP BY w.field, w.layer, month
ORDER BY w.field, month DESC, articles DESC, w.layer
