ALTER TABLE "account_customers" ADD COLUMN "credit" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "account_customers" ADD COLUMN "credit_currency" text;--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD COLUMN "amount_due" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "subscription_invoices" SET "amount_due" = CASE WHEN "status" = 'paid' THEN "amount_paid" ELSE greatest("total", 0) END;
