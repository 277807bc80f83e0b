ALTER TABLE "subscription_invoices" ADD COLUMN "is_stray" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "refused_subscription_id" text;