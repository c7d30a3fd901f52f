-- AlterTable
ALTER TABLE "change" ADD COLUMN     "xid" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- CreateIndex
CREATE INDEX "change_xid_seq_idx" ON "change"("xid", "seq");
