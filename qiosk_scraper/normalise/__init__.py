"""What a page prints, brought to one form: text, dates, bylines, photo credits, addresses, languages."""
