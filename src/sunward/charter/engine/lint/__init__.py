"""The check of rule books: are they well formed, coherent, and can anybody act on them?"""
