ALTER TABLE "saved_methods" ADD COLUMN "bank_name" text;--> statement-breakpoint
ALTER TABLE "saved_methods" ADD COLUMN "verification" jsonb;