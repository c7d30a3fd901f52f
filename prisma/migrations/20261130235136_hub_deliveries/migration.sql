-- AlterTable
ALTER TABLE "push_subscription" ADD COLUMN     "delivery_error" TEXT;
