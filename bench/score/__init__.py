"""Reading measured against other extractors on saved pages whose answers are known: `make score PAGES=DIR`."""
