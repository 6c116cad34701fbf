-- What stood on a section page at a time, in order
-- The headlines of the page from top to bottom. `sure` is 1 where a capture at that time or later still showed it so,
-- 0 where the page has not been looked at since `last_seen_at`, or was found changed by the next capture.
-- group: Placement
-- :page [] section page: its address or the end of it, such as `qiosk`; empty for all
-- :at [now] the time in UTC: `2025-03-28`, `2025-03-28 17:30`, `2025-03-28T17:30:00Z`
-- :pages [1] how many pages of the list: 1 for the section page itself, more for what it goes on with
SELECT p.section_url, p.page_number, p.block, p.position, p.headline, p.url, p.article_id,
       p.first_seen_at, p.last_seen_at, p.last_seen_at >= moment.at AS sure
FROM placements p, (SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', coalesce(nullif(:at, ''), 'now')) AS at) moment
WHERE p.first_seen_at <= moment.at AND (p.gone_at IS NULL OR p.gone_at > moment.at)
  AND (:page = '' OR '/' || rtrim(p.section_url, '/') LIKE '%/' || trim(:page, '/'))
  AND p.page_number <= CAST(:pages AS INTEGER)
ORDER BY p.section_url, p.page_number, p.block_position, p.position
