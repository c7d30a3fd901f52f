-- A record that comes from a file keeps the version that the file has of it: its first revision here has that number,
-- and each saved change after it the next. Whoever inserts a head without a version begins with 1, as before.

-- `first` is the version of a record that has no revision yet.
DROP FUNCTION history.revise(text, record_kind, change_kind);
CREATE FUNCTION history.revise(changed text, kind record_kind, change change_kind, first int DEFAULT 1) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := history.moment();
  made int;
BEGIN
  SELECT r.version INTO made FROM revision r WHERE r.record_slug = changed AND r.at = moment;
  IF made IS NULL THEN
    INSERT INTO revision (record_slug, version, at, by, reason)
      SELECT changed, coalesce(max(r.version) + 1, greatest(first, 1)), moment,
        coalesce(nullif(current_setting('flankwatch.by', true), ''), session_user),
        nullif(current_setting('flankwatch.reason', true), '')
      FROM revision r WHERE r.record_slug = changed
      RETURNING version INTO made;
  ELSIF change <> 'DELETED' THEN
    RETURN made;
  END IF;
  INSERT INTO change (at, type, kind, node_id) VALUES (moment, kind::text::change_type, change, changed);
  RETURN made;
END $$;

CREATE OR REPLACE FUNCTION history.before_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_first boolean := NOT EXISTS (SELECT FROM revision r WHERE r.record_slug = NEW.slug);
BEGIN
  INSERT INTO record (slug, kind) VALUES (NEW.slug, NEW.record_kind) ON CONFLICT DO NOTHING;
  IF EXISTS (SELECT FROM record r WHERE r.slug = NEW.slug AND r.retired_at IS NOT NULL) THEN
    RAISE unique_violation USING MESSAGE = format('slug "%s" named a record that is gone and never names another', NEW.slug);
  END IF;
  NEW.version := history.revise(NEW.slug, NEW.record_kind, 'CREATED', NEW.version);
  NEW.updated_at := history.moment();
  IF is_first THEN
    NEW.created_at := NEW.updated_at;
  END IF;
  RETURN NEW;
END $$;
