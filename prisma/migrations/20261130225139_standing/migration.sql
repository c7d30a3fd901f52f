-- DropIndex
DROP INDEX "article_language_published_at_id_idx";

-- DropIndex
DROP INDEX "article_tags_idx";

-- AlterTable
ALTER TABLE "deal" ADD COLUMN     "status" "deal_status" NOT NULL DEFAULT 'UNKNOWN',
ADD COLUMN     "status_date" TEXT,
ADD COLUMN     "status_date_note" TEXT,
ADD COLUMN     "status_date_qualifier" "qualifier",
ADD COLUMN     "value_currency" CHAR(3),
ADD COLUMN     "value_max" DECIMAL(24,4),
ADD COLUMN     "value_min" DECIMAL(24,4),
ADD COLUMN     "value_position" INTEGER,
ADD COLUMN     "value_unsettled" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "funding" ADD COLUMN     "stage" "funding_stage" NOT NULL DEFAULT 'UNKNOWN',
ADD COLUMN     "stage_date" TEXT,
ADD COLUMN     "stage_date_note" TEXT,
ADD COLUMN     "stage_date_qualifier" "qualifier";

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "headline_position" INTEGER;

-- CreateIndex
CREATE INDEX "deal_status_name_slug_idx" ON "deal"("status", "name", "slug");

-- CreateIndex
CREATE INDEX "funding_stage_name_slug_idx" ON "funding"("stage", "name", "slug");

-- What stands for a record: the figures that its lists are ordered, filtered and added up by, in columns of its own. One
-- rule for each kind, read from the history, so that the same function says what stood at any instant.

-- A deal's status is that of the preferred step, else of the latest that is not deprecated. Its value is the sum of the
-- contract, or of the whole if no source gives one: the preferred of competing sums, else the one listed first. Sums that
-- differ from it in the same currency leave the deal unsettled if none is preferred: nobody has said which holds. Shares,
-- ceilings, budgets, investments and sums with earlier orders never stand for a deal.
CREATE FUNCTION history.deal_standing(deal text, at timestamptz) RETURNS TABLE (
  status deal_status, status_date text, status_date_qualifier qualifier, status_date_note text,
  value_position int, value_currency char(3), value_min numeric, value_max numeric, value_unsettled boolean
) LANGUAGE sql STABLE AS $$
  SELECT coalesce(step.status, 'UNKNOWN'), step.date, step.date_qualifier, step.date_note,
    figure.position, figure.money_currency, figure.money_min, figure.money_max, coalesce(figure.unsettled, false)
  FROM (SELECT $1 AS slug) AS of
  LEFT JOIN LATERAL (
    SELECT e.* FROM history.deal_event e
    WHERE e.deal_slug = of.slug AND e.valid_from <= $2 AND e.valid_to > $2 AND e.rank <> 'DEPRECATED'
    ORDER BY e.rank = 'PREFERRED' DESC, e.position DESC LIMIT 1
  ) step ON true
  LEFT JOIN LATERAL (
    WITH counted AS (
      SELECT v.* FROM history.deal_value v
      WHERE v.deal_slug = of.slug AND v.valid_from <= $2 AND v.valid_to > $2 AND v.rank <> 'DEPRECATED'
        AND v.kind IN ('CONTRACT', 'TOTAL') AND coalesce(v.holder_slug, '') = '' AND coalesce(v.money_min, v.money_max) IS NOT NULL
    ), best AS (
      SELECT c.*, EXISTS (
        SELECT FROM counted o WHERE o.kind = c.kind AND o.rank = c.rank AND o.money_currency = c.money_currency
          AND (o.money_min, o.money_max) IS DISTINCT FROM (c.money_min, c.money_max)
      ) AS unsettled
      FROM counted c ORDER BY c.kind <> 'CONTRACT', c.rank <> 'PREFERRED', c.position LIMIT 1
    )
    SELECT CASE WHEN NOT b.unsettled THEN b.position END AS position,
      CASE WHEN NOT b.unsettled THEN b.money_currency END AS money_currency,
      CASE WHEN NOT b.unsettled THEN b.money_min END AS money_min,
      CASE WHEN NOT b.unsettled THEN b.money_max END AS money_max,
      b.unsettled
    FROM best b
  ) figure ON true
$$;

-- A funding line's stage follows its history as a deal's status does.
CREATE FUNCTION history.funding_standing(funding text, at timestamptz) RETURNS TABLE (
  stage funding_stage, stage_date text, stage_date_qualifier qualifier, stage_date_note text
) LANGUAGE sql STABLE AS $$
  SELECT coalesce(step.stage, 'UNKNOWN'), step.date, step.date_qualifier, step.date_note
  FROM (SELECT $1 AS slug) AS of
  LEFT JOIN LATERAL (
    SELECT e.* FROM history.funding_event e
    WHERE e.funding_slug = of.slug AND e.valid_from <= $2 AND e.valid_to > $2 AND e.rank <> 'DEPRECATED'
    ORDER BY e.rank = 'PREFERRED' DESC, e.position DESC LIMIT 1
  ) step ON true
$$;

-- An incident's headline is the preferred figure that is listed first; if none is preferred, the figure that is listed
-- first, or none if others of the same thing differ from it.
CREATE FUNCTION history.incident_standing(incident text, at timestamptz) RETURNS TABLE (headline_position int)
LANGUAGE sql STABLE AS $$
  SELECT figure.position
  FROM (SELECT $1 AS slug) AS of
  LEFT JOIN LATERAL (
    WITH counted AS (
      SELECT c.* FROM history.incident_count c
      WHERE c.incident_slug = of.slug AND c.valid_from <= $2 AND c.valid_to > $2 AND c.rank <> 'DEPRECATED'
        AND coalesce(c.quantity_min, c.quantity_max) IS NOT NULL
    ), best AS (
      SELECT c.* FROM counted c ORDER BY c.rank <> 'PREFERRED', c.position LIMIT 1
    )
    SELECT CASE WHEN NOT EXISTS (
      SELECT FROM counted o WHERE o.what = b.what AND o.rank = b.rank
        AND (o.quantity_min, o.quantity_max, o.quantity_unit) IS DISTINCT FROM (b.quantity_min, b.quantity_max, b.quantity_unit)
    ) THEN b.position END AS position
    FROM best b
  ) figure ON true
$$;

-- Writes the columns of one kind from what its function says, after each change to the parts and to the head,
-- in the transaction of that change: it is one version and one revision with it.
CREATE FUNCTION history.keep_standing(head name, owner name, parts name[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kept text;
  held text;
  found text;
  assigned text;
  part name;
  change text;
BEGIN
  SELECT string_agg(format('%I', p.name), ', '), string_agg(format('h.%I', p.name), ', '),
    string_agg(format('s.%I', p.name), ', '), string_agg(format('NEW.%I := s.%I;', p.name, p.name), E'\n      ')
  INTO kept, held, found, assigned
  FROM pg_proc f, unnest(f.proargnames, f.proargmodes) AS p(name, mode)
  WHERE f.oid = to_regprocedure(format('history.%I(text, timestamptz)', head || '_standing')) AND p.mode = 't';

  -- The moment is taken first: with a volatile argument the function would not be inlined, and planned for each row.
  EXECUTE format($create$
    CREATE FUNCTION history.%1$I() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      moment timestamptz := history.moment();
      s record;
    BEGIN
      SELECT * INTO s FROM history.%2$I(NEW.slug, moment);
      %3$s
      RETURN NEW;
    END $body$ $create$, 'derive_' || head || '_standing', head || '_standing', assigned);
  -- Before `record_update`, which counts a version only where something is different.
  EXECUTE format('CREATE TRIGGER derive_standing BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION history.%I()',
    head, 'derive_' || head || '_standing');

  EXECUTE format($create$
    CREATE FUNCTION history.%1$I() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      moment timestamptz;
      owners text[] := ARRAY(SELECT DISTINCT %2$I FROM changed);
    BEGIN
      IF owners = '{}' THEN RETURN NULL; END IF;
      IF TG_OP = 'UPDATE' THEN
        owners := owners || ARRAY(SELECT DISTINCT %2$I FROM replaced);
      END IF;
      moment := history.moment();
      UPDATE %3$I h SET (%4$s) = ROW(%6$s)
      FROM (SELECT DISTINCT slug FROM unnest(owners) AS o(slug)) c CROSS JOIN LATERAL history.%7$I(c.slug, moment) s
      WHERE h.slug = c.slug AND (%5$s) IS DISTINCT FROM (%6$s);
      RETURN NULL;
    END $body$ $create$, 'keep_' || head || '_standing', owner, head, kept, held, found, head || '_standing');
  -- After `history_insert` and the like, in the order of their names: what they write is read.
  FOREACH part IN ARRAY parts
  LOOP
    FOREACH change IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE']
    LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION history.%I()',
        'standing_' || lower(change), change, part,
        CASE change WHEN 'DELETE' THEN 'OLD TABLE AS changed' WHEN 'INSERT' THEN 'NEW TABLE AS changed'
          ELSE 'OLD TABLE AS replaced NEW TABLE AS changed' END,
        'keep_' || head || '_standing');
    END LOOP;
  END LOOP;
END $$;

-- What is stored gets its columns without a new version, for the present and for each state of the past. A change to a
-- part has always been a change to the head, so that what stood at a state's beginning stood until its end.
SELECT history.track(head, NULL) FROM unnest('{deal, funding, incident}'::name[]) AS heads(head);

ALTER TABLE deal DISABLE TRIGGER USER;
ALTER TABLE funding DISABLE TRIGGER USER;
ALTER TABLE incident DISABLE TRIGGER USER;
UPDATE history.deal h SET (status, status_date, status_date_qualifier, status_date_note,
    value_position, value_currency, value_min, value_max, value_unsettled)
  = (SELECT * FROM history.deal_standing(h.slug, h.valid_from));
UPDATE deal d SET (status, status_date, status_date_qualifier, status_date_note,
    value_position, value_currency, value_min, value_max, value_unsettled)
  = (SELECT h.status, h.status_date, h.status_date_qualifier, h.status_date_note,
      h.value_position, h.value_currency, h.value_min, h.value_max, h.value_unsettled
    FROM history.deal h WHERE h.slug = d.slug AND h.valid_to = 'infinity');
UPDATE history.funding h SET (stage, stage_date, stage_date_qualifier, stage_date_note)
  = (SELECT * FROM history.funding_standing(h.slug, h.valid_from));
UPDATE funding f SET (stage, stage_date, stage_date_qualifier, stage_date_note)
  = (SELECT h.stage, h.stage_date, h.stage_date_qualifier, h.stage_date_note
    FROM history.funding h WHERE h.slug = f.slug AND h.valid_to = 'infinity');
UPDATE history.incident h SET headline_position = (SELECT s.headline_position FROM history.incident_standing(h.slug, h.valid_from) s);
UPDATE incident i SET headline_position = (
  SELECT h.headline_position FROM history.incident h WHERE h.slug = i.slug AND h.valid_to = 'infinity');
ALTER TABLE deal ENABLE TRIGGER USER;
ALTER TABLE funding ENABLE TRIGGER USER;
ALTER TABLE incident ENABLE TRIGGER USER;

SELECT history.keep_standing('deal', 'deal_slug', '{deal_event, deal_value}');
SELECT history.keep_standing('funding', 'funding_slug', '{funding_event}');
SELECT history.keep_standing('incident', 'incident_slug', '{incident_count}');

-- The orders of lists by what stands, in both directions: what is unknown comes last in each.
CREATE INDEX deal_status_date_asc_idx ON deal ((coalesce(status_date, 'unknown')), slug);
CREATE INDEX deal_status_date_desc_idx ON deal ((coalesce(status_date, '')), slug);
CREATE INDEX funding_stage_date_asc_idx ON funding ((coalesce(stage_date, 'unknown')), slug);
CREATE INDEX funding_stage_date_desc_idx ON funding ((coalesce(stage_date, '')), slug);
CREATE INDEX incident_start_asc_idx ON incident ((coalesce(coalesce(start_date, end_date), 'unknown')), slug);
CREATE INDEX incident_start_desc_idx ON incident ((coalesce(coalesce(start_date, end_date), '')), slug);
CREATE INDEX deal_value_asc_idx ON deal (((coalesce(value_min, value_max) IS NULL)::int),
  (CASE WHEN coalesce(value_min, value_max) IS NULL THEN '' ELSE value_currency::text END),
  (coalesce((coalesce(value_min, value_max)), 0)), slug);
CREATE INDEX deal_value_desc_idx ON deal (((coalesce(value_min, value_max) IS NULL)::int),
  (CASE WHEN coalesce(value_min, value_max) IS NULL THEN '' ELSE value_currency::text END),
  (coalesce(-(coalesce(value_min, value_max)), 0)), slug);
CREATE INDEX funding_amount_asc_idx ON funding (((coalesce(money_min, money_max) IS NULL)::int),
  (CASE WHEN coalesce(money_min, money_max) IS NULL THEN '' ELSE money_currency::text END),
  (coalesce((coalesce(money_min, money_max)), 0)), slug);
CREATE INDEX funding_amount_desc_idx ON funding (((coalesce(money_min, money_max) IS NULL)::int),
  (CASE WHEN coalesce(money_min, money_max) IS NULL THEN '' ELSE money_currency::text END),
  (coalesce(-(coalesce(money_min, money_max)), 0)), slug);

-- Case says nothing in a language's tag (RFC 5646, section 2.1.1) nor in a publisher's own tags: both are compared in lower
-- case, by indexes that take the place of those on the texts as they are.
CREATE FUNCTION lower_texts(texts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  ARRAY(SELECT lower(t.text) FROM unnest(texts) WITH ORDINALITY AS t(text, place) ORDER BY t.place);
CREATE INDEX article_lower_tags_idx ON article USING gin (lower_texts(tags));
CREATE INDEX article_lower_language_idx ON article (lower(language), published_at, id);
CREATE INDEX record_slug_trigram_idx ON record USING gin (slug gin_trgm_ops);

-- A query for words that all stand in a text, each of which may be the beginning of one: all of three letters and more, and
-- the last.
CREATE FUNCTION unfinished_words(value text, weight text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
  SELECT to_tsquery('simple'::regconfig, string_agg(
    w.word || CASE WHEN length(w.word) >= 3 OR w.place = w.words THEN ':*' ELSE ':' END || weight, ' & ' ORDER BY w.place))
  FROM (
    SELECT s.word, s.place, count(*) OVER () AS words
    FROM regexp_split_to_table(nullif(words_of(value), ''), ' ') WITH ORDINALITY AS s(word, place)
  ) w);
