-- What Prisma's language cannot say: the invariants of the record and of the news.

-- A date as sources give it: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601, reduced precision), and a day that the calendar has.
CREATE FUNCTION is_fuzzy_date(value text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  CASE
    WHEN value ~ '^[0-9]{4}$' THEN true
    WHEN value ~ '^[0-9]{4}-(0[1-9]|1[0-2])$' THEN true
    WHEN value ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN
      substr(value, 9)::int <= extract(day FROM make_date(left(value, 4)::int, substr(value, 6, 2)::int, 1) + interval '1 month - 1 day')
    ELSE false
  END;

-- Whether two such dates stand in order, as far as both are precise: 2025-11 is not before 2025-11-25.
CREATE FUNCTION in_order(first text, last text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  left(first, least(length(first), length(last))) COLLATE "C" <= left(last, least(length(first), length(last))) COLLATE "C";

ALTER TABLE record
  ADD CONSTRAINT record_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 120),
  ADD CONSTRAINT record_merged_into_check CHECK (merged_into IS NULL OR (merged_into <> slug AND retired_at IS NOT NULL));

ALTER TABLE actor
  ADD CONSTRAINT actor_record_kind_check CHECK (record_kind = 'ACTOR'),
  ADD CONSTRAINT actor_name_check CHECK (btrim(name) <> ''),
  ADD CONSTRAINT actor_version_check CHECK (version > 0),
  ADD CONSTRAINT actor_iso2_check CHECK (iso2 ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT actor_iso3_check CHECK (iso3 ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT actor_parent_check CHECK (parent_slug <> slug),
  ADD CONSTRAINT actor_country_check CHECK (country_slug <> slug),
  ADD CONSTRAINT actor_iso2_unique EXCLUDE USING btree (iso2 WITH =),
  ADD CONSTRAINT actor_iso3_unique EXCLUDE USING btree (iso3 WITH =);

ALTER TABLE alias ADD CONSTRAINT alias_text_check CHECK (btrim(text) <> '');

ALTER TABLE role
  ADD CONSTRAINT role_from_check CHECK (is_fuzzy_date(from_date)),
  ADD CONSTRAINT role_to_check CHECK (is_fuzzy_date(to_date)),
  ADD CONSTRAINT role_as_of_check CHECK (is_fuzzy_date(as_of)),
  ADD CONSTRAINT role_order_check CHECK (in_order(from_date, to_date));

ALTER TABLE operation
  ADD CONSTRAINT operation_quantity_check CHECK (quantity_min >= 0 AND quantity_max >= 0 AND quantity_min <= quantity_max),
  ADD CONSTRAINT operation_as_of_check CHECK (is_fuzzy_date(as_of));

ALTER TABLE membership ADD CONSTRAINT membership_self_check CHECK (member_slug <> organisation_slug);

ALTER TABLE system
  ADD CONSTRAINT system_record_kind_check CHECK (record_kind = 'SYSTEM'),
  ADD CONSTRAINT system_name_check CHECK (btrim(name) <> ''),
  ADD CONSTRAINT system_version_check CHECK (version > 0);

ALTER TABLE deal
  ADD CONSTRAINT deal_record_kind_check CHECK (record_kind = 'DEAL'),
  ADD CONSTRAINT deal_name_check CHECK (btrim(name) <> ''),
  ADD CONSTRAINT deal_version_check CHECK (version > 0);

ALTER TABLE deal_event ADD CONSTRAINT deal_event_date_check CHECK (is_fuzzy_date(date));

ALTER TABLE deal_item ADD CONSTRAINT deal_item_quantity_check
  CHECK (quantity_min >= 0 AND quantity_max >= 0 AND quantity_min <= quantity_max);

ALTER TABLE deal_value
  ADD CONSTRAINT deal_value_money_check CHECK (money_min >= 0 AND money_max >= 0 AND money_min <= money_max),
  ADD CONSTRAINT deal_value_currency_check CHECK (money_currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT deal_value_conversion_check CHECK (conversion_amount >= 0 AND conversion_currency ~ '^[A-Z]{3}$'
    AND (conversion_amount IS NULL) = (conversion_currency IS NULL)),
  -- Of competing sums one at most is shown: the preferred one of its kind, holder and currency.
  ADD CONSTRAINT deal_value_preferred EXCLUDE USING btree
    (deal_slug WITH =, kind WITH =, coalesce(holder_slug, '') WITH =, money_currency WITH =) WHERE (rank = 'PREFERRED');

ALTER TABLE funding
  ADD CONSTRAINT funding_record_kind_check CHECK (record_kind = 'FUNDING'),
  ADD CONSTRAINT funding_name_check CHECK (btrim(name) <> ''),
  ADD CONSTRAINT funding_version_check CHECK (version > 0),
  ADD CONSTRAINT funding_programme_check CHECK (programme_slug <> slug),
  ADD CONSTRAINT funding_money_check CHECK (money_min >= 0 AND money_max >= 0 AND money_min <= money_max),
  ADD CONSTRAINT funding_currency_check CHECK (money_currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT funding_amount_check CHECK (money_currency IS NOT NULL OR (money_min IS NULL AND money_max IS NULL)),
  ADD CONSTRAINT funding_period_check CHECK (is_fuzzy_date(period_start) AND is_fuzzy_date(period_end)
    AND in_order(period_start, period_end));

ALTER TABLE funding_event
  ADD CONSTRAINT funding_event_date_check CHECK (is_fuzzy_date(date)),
  ADD CONSTRAINT funding_event_money_check CHECK (money_min >= 0 AND money_max >= 0 AND money_min <= money_max),
  ADD CONSTRAINT funding_event_currency_check CHECK (money_currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT funding_event_amount_check CHECK (money_currency IS NOT NULL OR (money_min IS NULL AND money_max IS NULL));

ALTER TABLE incident
  ADD CONSTRAINT incident_record_kind_check CHECK (record_kind = 'INCIDENT'),
  ADD CONSTRAINT incident_name_check CHECK (btrim(name) <> ''),
  ADD CONSTRAINT incident_version_check CHECK (version > 0),
  ADD CONSTRAINT incident_date_check CHECK (is_fuzzy_date(start_date) AND is_fuzzy_date(end_date) AND in_order(start_date, end_date)),
  ADD CONSTRAINT incident_point_check CHECK ((latitude IS NULL) = (longitude IS NULL)
    AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT incident_radius_check CHECK (radius_km >= 0 AND (radius_km IS NULL OR latitude IS NOT NULL)),
  ADD CONSTRAINT incident_aggregate_check CHECK (aggregate OR kind <> 'AGGREGATE');

ALTER TABLE incident_count
  ADD CONSTRAINT incident_count_what_check CHECK (btrim(what) <> ''),
  ADD CONSTRAINT incident_count_quantity_check CHECK (quantity_min >= 0 AND quantity_max >= 0 AND quantity_min <= quantity_max),
  ADD CONSTRAINT incident_count_preferred EXCLUDE USING btree (incident_slug WITH =, what WITH =) WHERE (rank = 'PREFERRED');

ALTER TABLE source
  ADD CONSTRAINT source_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 120),
  ADD CONSTRAINT source_url_check CHECK (url ~ '^https?://'),
  ADD CONSTRAINT source_published_on_check CHECK (is_fuzzy_date(published_on));

ALTER TABLE claim
  ADD CONSTRAINT claim_field_check CHECK (btrim(field) <> ''),
  ADD CONSTRAINT claim_quote_check CHECK (length(quote) <= 200),
  ADD CONSTRAINT claim_confidence_check CHECK (confidence BETWEEN 0 AND 100),
  ADD CONSTRAINT claim_stated_on_check CHECK (is_fuzzy_date(stated_on)),
  ADD CONSTRAINT claim_preferred EXCLUDE USING btree (record_slug WITH =, field WITH =) WHERE (rank = 'PREFERRED');

ALTER TABLE revision ADD CONSTRAINT revision_version_check CHECK (version > 0);

ALTER TABLE feed
  ADD CONSTRAINT feed_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 120),
  ADD CONSTRAINT feed_title_check CHECK (btrim(title) <> ''),
  ADD CONSTRAINT feed_url_check CHECK (url ~ '^(https?://|urn:)'),
  ADD CONSTRAINT feed_failures_check CHECK (consecutive_failures >= 0),
  ADD CONSTRAINT feed_interval_check CHECK ("interval" > 0),
  ADD CONSTRAINT feed_document_ttl_check CHECK (document_ttl >= 0),
  ADD CONSTRAINT feed_moved_check CHECK (moved_days >= 0 AND (moved_days = 0) = (moved_to IS NULL));

-- What the spellings of one address share: its scheme, "www.", a closing slash and what only tells where a reader came
-- from are left out. As a digest, because an index entry has to fit a page and addresses have up to 4,000 characters.
CREATE FUNCTION url_key(url text) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  md5(rtrim(
    regexp_replace(
      regexp_replace(url, '^https?://(www\.)?', '', 'i'),
      '(?<=[?&])(utm_[a-z]+|fbclid|gclid|mc_cid|mc_eid)=[^&#]*&?', '', 'gi'),
    '/?&'))::uuid;

-- The server that a feed is fetched from, with its port, as `feed_host` names it; null for a feed that is not fetched.
CREATE FUNCTION url_host(url text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  lower(substring(url from '^https?://(?:[^/?#@]*@)?([^/?#]+)'));

CREATE INDEX article_url_key_idx ON article (url_key(url));
CREATE INDEX source_url_key_idx ON source (url_key(url));

ALTER TABLE article
  ADD CONSTRAINT article_url_check CHECK (url ~ '^https?://'),
  ADD CONSTRAINT article_title_check CHECK (btrim(title) <> '');

-- An index entry has to fit a page: a longer guid is hashed before it comes here.
ALTER TABLE appearance ADD CONSTRAINT appearance_guid_check CHECK (guid <> '' AND length(guid) <= 500);

ALTER TABLE story ADD CONSTRAINT story_check CHECK (first_published_at <= last_published_at AND independent_publishers > 0);

ALTER TABLE mention
  ADD CONSTRAINT mention_score_check CHECK (score BETWEEN 0 AND 1),
  ADD CONSTRAINT mention_offsets_check CHECK (
    (start_offset IS NULL AND end_offset IS NULL AND method IN ('INFERRED', 'MANUAL'))
    OR (start_offset >= 0 AND start_offset < end_offset AND surface IS NOT NULL)),
  -- One inferred tie at most: to a unique index two missing offsets differ.
  ADD CONSTRAINT mention_inferred_unique EXCLUDE USING btree (article_id WITH =, record_slug WITH =, field WITH =)
    WHERE (start_offset IS NULL);

ALTER TABLE delivery ADD CONSTRAINT delivery_attempts_check CHECK (attempts >= 0);

-- An alias without a language is one alias too: to a unique index two missing languages differ.
ALTER TABLE alias ADD CONSTRAINT alias_unique EXCLUDE USING btree (record_slug WITH =, text WITH =, kind WITH =) WHERE (language IS NULL);

-- Records name each other in circles (a state and its ministry): a transaction may write them in any order.
DO $$
DECLARE
  key record;
BEGIN
  FOR key IN SELECT conrelid::regclass AS "table", conname FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', key."table", key.conname);
  END LOOP;
END $$;
