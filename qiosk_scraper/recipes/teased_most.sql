-- Articles teased most and longest
-- How many articles and section pages showed each, and the hours between its first and last sight on section pages.
-- group: Placement
-- :limit [50] rows at most
SELECT a.id AS article_id, a.headline, a.published_at,
       count(DISTINCT CASE WHEN t.page_kind = 'article' THEN t.page_url END) AS articles,
       count(DISTINCT CASE WHEN t.page_kind = 'section' THEN t.page_url END) AS section_pages,
       round(24 * (julianday(max(CASE WHEN t.page_kind = 'section' THEN t.last_seen_at END))
                   - julianday(min(CASE WHEN t.page_kind = 'section' THEN t.first_seen_at END))), 1)
           AS hours_on_sections
FROM teasers t JOIN articles a ON a.id = t.article_id
GROUP BY a.id
ORDER BY articles + section_pages DESC, hours_on_sections DESC, a.id
LIMIT CAST(:limit AS INTEGER)
