-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "part" TEXT;

-- AlterTable
ALTER TABLE "deal_event" ADD COLUMN     "rank" "claim_rank" NOT NULL DEFAULT 'NORMAL';

-- AlterTable
ALTER TABLE "funding_event" ADD COLUMN     "rank" "claim_rank" NOT NULL DEFAULT 'NORMAL';

-- AlterTable
ALTER TABLE "record" ADD COLUMN     "merged_feeds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "revision" DROP COLUMN "patch";

-- CreateIndex
CREATE UNIQUE INDEX "revision_record_slug_at_key" ON "revision"("record_slug", "at");


-- A claim that speaks of a part of the record ranks as that part does, which has a rule of its own.
ALTER TABLE claim
  DROP CONSTRAINT claim_preferred,
  ADD CONSTRAINT claim_preferred EXCLUDE USING btree (record_slug WITH =, field WITH =) WHERE (rank = 'PREFERRED' AND part IS NULL);
ALTER TABLE deal_event ADD CONSTRAINT deal_event_preferred EXCLUDE USING btree (deal_slug WITH =) WHERE (rank = 'PREFERRED');
ALTER TABLE funding_event ADD CONSTRAINT funding_event_preferred EXCLUDE USING btree (funding_slug WITH =) WHERE (rank = 'PREFERRED');

-- The memory of the record. Each table of the record has a twin in the schema `history` that keeps every state of every
-- row, with the time in which it held: from `valid_from` to `valid_to`, which is infinity while it still holds. Triggers
-- write it, so that no writer can skip it.
CREATE SCHEMA history;

-- The moment of the latest change, one row. A transaction takes its moment with its first change and holds the row until
-- it ends: changes to the record come one after another, and the order of their moments is the order of their commits.
CREATE TABLE history.clock (at timestamptz NOT NULL);
INSERT INTO history.clock VALUES ('epoch');

-- The one moment at which all changes of this transaction happen, in whole milliseconds, as readers can name it.
CREATE FUNCTION history.moment() RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  taken text := nullif(current_setting('flankwatch.moment', true), '');
  moment timestamptz;
BEGIN
  IF taken IS NOT NULL THEN
    RETURN timestamptz 'epoch' + taken::bigint * interval '1 millisecond';
  END IF;
  UPDATE history.clock SET at = greatest(date_trunc('milliseconds', clock_timestamp()), at + interval '1 millisecond')
    RETURNING at INTO moment;
  PERFORM set_config('flankwatch.moment', round(extract(epoch FROM moment) * 1000)::bigint::text, true);
  RETURN moment;
END $$;

-- Notes that this transaction changes the record, once however often it does, and tells the outbox. Returns the version
-- that the change makes. Who and why are settings of the transaction; without them it is the database's user.
CREATE FUNCTION history.revise(changed text, kind record_kind, change change_kind) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := history.moment();
  made int;
BEGIN
  SELECT r.version INTO made FROM revision r WHERE r.record_slug = changed AND r.at = moment;
  IF made IS NULL THEN
    INSERT INTO revision (record_slug, version, at, by, reason)
      SELECT changed, coalesce(max(r.version), 0) + 1, moment,
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

CREATE FUNCTION history.before_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO record (slug, kind) VALUES (NEW.slug, NEW.record_kind) ON CONFLICT DO NOTHING;
  IF EXISTS (SELECT FROM record r WHERE r.slug = NEW.slug AND r.retired_at IS NOT NULL) THEN
    RAISE unique_violation USING MESSAGE = format('slug "%s" named a record that is gone and never names another', NEW.slug);
  END IF;
  NEW.version := history.revise(NEW.slug, NEW.record_kind, 'CREATED');
  NEW.updated_at := history.moment();
  IF NEW.version = 1 THEN
    NEW.created_at := NEW.updated_at;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION history.before_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.slug <> OLD.slug THEN
    RAISE check_violation USING MESSAGE = format('slug "%s" never changes', OLD.slug);
  END IF;
  NEW.version := history.revise(NEW.slug, NEW.record_kind, 'UPDATED');
  NEW.updated_at := history.moment();
  RETURN NEW;
END $$;

-- What is part of the record goes with it; its slug stays taken.
CREATE FUNCTION history.after_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM history.revise(OLD.slug, OLD.record_kind, 'DELETED');
  UPDATE record SET retired_at = history.moment() WHERE slug = OLD.slug AND retired_at IS NULL;
  DELETE FROM alias WHERE record_slug = OLD.slug;
  DELETE FROM claim WHERE record_slug = OLD.slug;
  DELETE FROM record_source WHERE record_slug = OLD.slug;
  PERFORM history.keep_mentions(OLD.slug);
  DELETE FROM mention WHERE record_slug = OLD.slug;
  RETURN NULL;
END $$;

-- A change to a part is a change to its record.
CREATE FUNCTION history.touch(owners text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := history.moment();
BEGIN
  UPDATE actor SET updated_at = moment WHERE slug = ANY (owners) AND updated_at <> moment;
  UPDATE system SET updated_at = moment WHERE slug = ANY (owners) AND updated_at <> moment;
  UPDATE deal SET updated_at = moment WHERE slug = ANY (owners) AND updated_at <> moment;
  UPDATE funding SET updated_at = moment WHERE slug = ANY (owners) AND updated_at <> moment;
  UPDATE incident SET updated_at = moment WHERE slug = ANY (owners) AND updated_at <> moment;
END $$;

-- When what is stored of a record was saved, for rows that were there before their history began.
CREATE FUNCTION history.saved_at(owner text) RETURNS timestamptz LANGUAGE sql STABLE RETURN coalesce(
  (SELECT a.updated_at FROM actor a WHERE a.slug = owner),
  (SELECT s.updated_at FROM system s WHERE s.slug = owner),
  (SELECT d.updated_at FROM deal d WHERE d.slug = owner),
  (SELECT f.updated_at FROM funding f WHERE f.slug = owner),
  (SELECT i.updated_at FROM incident i WHERE i.slug = owner),
  '-infinity');

-- Gives a table its twin, or brings the twin up to the table's columns: a migration that adds a column calls it again.
-- `owner` is the column that names the record which a row is part of; null where it is part of none. Changes to nothing
-- but the columns of `untracked` are not kept.
CREATE FUNCTION history.track(tracked name, owner name, untracked name[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  twin text := format('history.%I', tracked);
  is_new boolean := to_regclass(twin) IS NULL;
  kept text;
  same_key text;
  spec record;
  touched text;
BEGIN
  IF is_new THEN
    EXECUTE format('CREATE TABLE %s (LIKE %I, valid_from timestamptz NOT NULL, valid_to timestamptz NOT NULL,
      CHECK (valid_from < valid_to))', twin, tracked);
  ELSE
    FOR spec IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a
      WHERE a.attrelid = to_regclass(format('%I', tracked)) AND a.attnum > 0 AND NOT a.attisdropped
        AND NOT EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = to_regclass(twin) AND o.attname = a.attname)
    LOOP
      EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s', twin, spec.attname, spec.type);
    END LOOP;
  END IF;

  SELECT string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) INTO kept FROM pg_attribute a
    WHERE a.attrelid = to_regclass(format('%I', tracked)) AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname <> ALL (untracked);
  SELECT string_agg(format('h.%I = o.%I', a.attname, a.attname), ' AND ') INTO same_key
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = to_regclass(format('%I', tracked)) AND i.indisprimary;

  IF is_new THEN
    EXECUTE format('INSERT INTO %s (%s, valid_from, valid_to) SELECT %s, %s, ''infinity'' FROM %I', twin, kept, kept,
      CASE WHEN owner IS NULL THEN '''-infinity''' ELSE format('history.saved_at(%I)', owner) END, tracked);
    -- The table's own indexes, each with the time at its end: a lookup in the past reads as few rows as one today.
    FOR spec IN SELECT c.relname, string_agg(format('%I', a.attname), ', ' ORDER BY k.place) AS columns
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
      CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k(attnum, place)
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = to_regclass(format('%I', tracked)) AND m.amname = 'btree' AND i.indpred IS NULL AND i.indexprs IS NULL
      GROUP BY c.relname HAVING NOT bool_or(a.attname = ANY (untracked))
    LOOP
      EXECUTE format('CREATE INDEX %I ON %s (%s, valid_to, valid_from)', spec.relname, twin, spec.columns);
    END LOOP;
  END IF;

  touched := CASE WHEN owner IS NULL THEN '' ELSE format($touch$
      PERFORM history.touch(ARRAY(SELECT DISTINCT %1$I FROM changed));$touch$, owner) END;
  EXECUTE format($create$
    CREATE OR REPLACE FUNCTION history.%1$I() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      moment timestamptz;
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
        moment := history.moment();
        INSERT INTO %2$s (%3$s, valid_from, valid_to) SELECT %3$s, moment, 'infinity' FROM new_rows;
        %5$s
      ELSIF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
        moment := history.moment();
        DELETE FROM %2$s h USING old_rows o WHERE %4$s AND h.valid_to = 'infinity' AND h.valid_from = moment;
        UPDATE %2$s h SET valid_to = moment FROM old_rows o WHERE %4$s AND h.valid_to = 'infinity';
        %6$s
      ELSE
        IF NOT EXISTS (SELECT %3$s FROM old_rows EXCEPT SELECT %3$s FROM new_rows) THEN RETURN NULL; END IF;
        moment := history.moment();
        DELETE FROM %2$s h USING (SELECT %3$s FROM old_rows EXCEPT SELECT %3$s FROM new_rows) o
          WHERE %4$s AND h.valid_to = 'infinity' AND h.valid_from = moment;
        UPDATE %2$s h SET valid_to = moment FROM (SELECT %3$s FROM old_rows EXCEPT SELECT %3$s FROM new_rows) o
          WHERE %4$s AND h.valid_to = 'infinity';
        INSERT INTO %2$s (%3$s, valid_from, valid_to)
          SELECT n.*, moment, 'infinity' FROM (SELECT %3$s FROM new_rows EXCEPT SELECT %3$s FROM old_rows) n;
        %7$s
      END IF;
      RETURN NULL;
    END $body$ $create$, tracked, twin, kept, same_key,
    replace(touched, 'changed', 'new_rows'),
    replace(touched, 'changed', 'old_rows'),
    replace(touched, 'changed', '((TABLE old_rows EXCEPT TABLE new_rows) UNION (TABLE new_rows EXCEPT TABLE old_rows)) either'));

  EXECUTE format('CREATE OR REPLACE TRIGGER history_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION history.%I()', tracked, tracked);
  EXECUTE format('CREATE OR REPLACE TRIGGER history_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION history.%I()', tracked, tracked);
  EXECUTE format('CREATE OR REPLACE TRIGGER history_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION history.%I()', tracked, tracked);
END $$;

-- The five heads: version, dates, register and revision follow from the change itself.
DO $$
DECLARE
  head name;
BEGIN
  FOREACH head IN ARRAY ARRAY['actor', 'system', 'deal', 'funding', 'incident']
  LOOP
    EXECUTE format('CREATE TRIGGER record_insert BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION history.before_insert()', head);
    EXECUTE format('CREATE TRIGGER record_update BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
      EXECUTE FUNCTION history.before_update()', head);
    EXECUTE format('CREATE TRIGGER record_delete AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION history.after_delete()', head);
    -- A head is part of no other record: its own triggers have made the revision.
    PERFORM history.track(head, NULL);
    EXECUTE format('UPDATE history.%I SET valid_from = updated_at', head);
  END LOOP;
END $$;

SELECT history.track('record', NULL);
SELECT history.track('source', NULL, '{article_id}');
SELECT history.track(part, owner) FROM (VALUES
  ('alias', 'record_slug'), ('record_source', 'record_slug'), ('claim', 'record_slug'),
  ('role', 'person_slug'), ('operation', 'actor_slug'), ('membership', 'member_slug'),
  ('system_maker', 'system_slug'), ('system_origin', 'system_slug'),
  ('deal_event', 'deal_slug'), ('deal_event_source', 'deal_slug'), ('deal_party', 'deal_slug'), ('deal_item', 'deal_slug'),
  ('deal_value', 'deal_slug'), ('deal_country', 'deal_slug'), ('funding_link', 'deal_slug'),
  ('funding_event', 'funding_slug'), ('funding_event_source', 'funding_slug'), ('funding_party', 'funding_slug'),
  ('incident_count', 'incident_slug'), ('incident_actor', 'incident_slug'), ('incident_system', 'incident_slug')
) AS parts(part, owner);

-- News follows its own dates. Kept here are only the mentions of a record that is gone or was merged away, as they were.
CREATE TABLE history.mention (LIKE mention, valid_to timestamptz NOT NULL);
CREATE INDEX ON history.mention (record_slug, published_at, article_id);
CREATE INDEX ON history.mention (article_id);

-- A migration that adds a column to mentions adds it here too.
CREATE FUNCTION history.keep_mentions(gone text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kept text;
BEGIN
  SELECT string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) INTO kept FROM pg_attribute a
    WHERE a.attrelid = 'history.mention'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'valid_to';
  EXECUTE format('INSERT INTO history.mention (%s, valid_to) SELECT %s, $1 FROM mention WHERE record_slug = $2', kept, kept)
    USING history.moment(), gone;
END $$;
