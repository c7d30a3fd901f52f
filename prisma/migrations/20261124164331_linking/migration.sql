-- AlterTable
ALTER TABLE "article" ADD COLUMN     "copy_of" UUID;

-- AlterTable
ALTER TABLE "mention" ADD COLUMN     "parts" JSONB;

-- CreateTable
CREATE TABLE "relink" (
    "id" UUID NOT NULL,
    "records" TEXT[],
    "renamed" TEXT[],
    "known_at" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3),
    "reached_at" TIMESTAMPTZ(3),
    "reached_id" UUID,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "relink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "relink_finished_at_idx" ON "relink"("finished_at");

-- An inferred tie says what speaks for it; a name in the text speaks for itself.
ALTER TABLE mention ADD CONSTRAINT mention_parts_check CHECK (parts IS NULL OR (method = 'INFERRED' AND jsonb_typeof(parts) = 'array'));

ALTER TABLE relink
  ADD CONSTRAINT relink_reached_check CHECK ((reached_at IS NULL) = (reached_id IS NULL)),
  ADD CONSTRAINT relink_looked_check CHECK (looked >= changed AND changed >= 0);

-- The mentions of records that are gone are kept with all they say.
ALTER TABLE history.mention ADD COLUMN parts JSONB;
