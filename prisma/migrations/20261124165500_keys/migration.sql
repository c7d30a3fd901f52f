-- A key that may do no more than nobody is a mistake; what is kept of one is a SHA-256 digest, never the key itself.
ALTER TABLE api_key
  ADD CONSTRAINT api_key_role CHECK (role <> 'ANONYMOUS'),
  ADD CONSTRAINT api_key_hash CHECK (octet_length(hash) = 32),
  ADD CONSTRAINT api_key_name CHECK (name <> '' AND char_length(name) <= 100);
