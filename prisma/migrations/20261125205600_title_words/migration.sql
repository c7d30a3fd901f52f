-- The words of titles alone: the index of all words does not tell where in an article they stand.
CREATE INDEX article_title_words_idx ON article USING gin (ts_filter(words, '{a}'));
