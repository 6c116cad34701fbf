"""FETCH: what stands between a URL and its response. Scrapy downloader middlewares, one concern a file."""
