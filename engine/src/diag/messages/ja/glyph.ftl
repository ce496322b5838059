# glyph
