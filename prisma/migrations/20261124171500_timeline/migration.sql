-- Dates in the order of a timeline, which is that of their bytes in every locale.
CREATE INDEX deal_event_timeline_idx ON deal_event ((date COLLATE "C")) WHERE date IS NOT NULL;
CREATE INDEX funding_event_timeline_idx ON funding_event ((date COLLATE "C")) WHERE date IS NOT NULL;
CREATE INDEX incident_timeline_idx ON incident ((coalesce(start_date, end_date) COLLATE "C"));
