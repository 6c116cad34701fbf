-- Edits of the text without a correction
-- Revisions whose body changed while no correction note came with it; `dated_anew` says whether the page at least gave
-- another time of modification.
-- group: Edits
-- :since [] only edits noticed from this time on, such as `2025-03-01`; empty for all
-- :limit [200] rows at most
SELECT e.at AS noticed_at, a.id AS article_id, o.slug AS outlet, a.headline,
       json_extract(e.detail, '$.from') AS words_before, json_extract(e.detail, '$.to') AS words_after,
       r.modified_at IS NOT before.modified_at AS dated_anew,
       'qiosk diff ' || a.id || ' --from ' || before.number || ' --to ' || r.number AS compare
FROM events e
JOIN revisions r ON r.id = e.revision_id
JOIN revisions before ON before.article_id = r.article_id AND before.number = r.number - 1
JOIN articles a ON a.id = e.article_id
JOIN outlets o ON o.id = a.outlet_id
WHERE e.kind = 'body_changed' AND e.at >= :since
  AND NOT EXISTS (SELECT 1 FROM events c WHERE c.revision_id = e.revision_id AND c.kind = 'corrected')
ORDER BY e.at DESC, e.id DESC
LIMIT CAST(:limit AS INTEGER)
