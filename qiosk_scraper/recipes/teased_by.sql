-- Which articles teased this one
-- The articles beside which it was shown, in what words, where, and from when to when.
-- group: Placement
-- :article [1] the article that was teased: its id or any of its addresses
SELECT a.id AS on_article_id, a.headline AS on_article, t.block, min(t.position) AS position, t.headline AS as_teased,
       min(t.first_seen_at) AS first_seen_at, max(t.last_seen_at) AS last_seen_at,
       CASE WHEN count(t.gone_at) = count(*) THEN max(t.gone_at) END AS gone_at, t.page_url
FROM teasers t LEFT JOIN articles a ON a.url = t.page_url
WHERE t.page_kind = 'article'
  AND t.article_id = coalesce((SELECT id FROM articles WHERE id = :article OR url = :article),
                              (SELECT u.article_id FROM url_aliases u WHERE u.url = :article))
GROUP BY t.page_url, t.block, t.headline
ORDER BY min(t.first_seen_at), t.page_url, t.block, t.headline
