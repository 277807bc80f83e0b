ALTER TABLE "subscription_invoices" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "legs_asked" ON "legs" USING btree ("order_id") WHERE "legs"."state" = 'action_needed';--> statement-breakpoint
CREATE INDEX "subscription_invoices_asked" ON "subscription_invoices" USING btree ("asked_at") WHERE "subscription_invoices"."asked_at" is not null;