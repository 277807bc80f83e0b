ALTER TABLE "stripe_calls" ADD COLUMN "api_version" text;--> statement-breakpoint
ALTER TABLE "stripe_calls" ADD COLUMN "site" text;--> statement-breakpoint
CREATE INDEX "webhook_events_object" ON "webhook_events" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "webhook_events_payment" ON "webhook_events" USING btree ("payment_intent_id");