-- Search in the past reads the twins: by the same words and beginnings as today, so by the same indexes.
CREATE INDEX actor_words_idx ON history.actor USING gin (title_and_text(name, summary));
CREATE INDEX system_words_idx ON history.system USING gin (title_and_text(name, summary));
CREATE INDEX deal_words_idx ON history.deal USING gin (title_and_text(name, summary));
CREATE INDEX funding_words_idx ON history.funding USING gin (title_and_text(name, summary));
CREATE INDEX incident_words_idx ON history.incident USING gin (title_and_text(name, summary));
CREATE INDEX alias_words_idx ON history.alias USING gin (title_and_text(text, NULL));

CREATE INDEX actor_name_trigram_idx ON history.actor USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX system_name_trigram_idx ON history.system USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX deal_name_trigram_idx ON history.deal USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX funding_name_trigram_idx ON history.funding USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX incident_name_trigram_idx ON history.incident USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX alias_text_trigram_idx ON history.alias USING gin (fold_text(text) gin_trgm_ops);
