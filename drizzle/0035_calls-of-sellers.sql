ALTER TABLE "stripe_calls" ADD COLUMN "seller_id" text;--> statement-breakpoint
CREATE INDEX "webhook_events_account" ON "webhook_events" USING btree ("account_id","received_at");--> statement-breakpoint
CREATE INDEX "stripe_calls_account" ON "stripe_calls" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "stripe_calls_seller" ON "stripe_calls" USING btree ("seller_id","at") WHERE "stripe_calls"."seller_id" is not null;--> statement-breakpoint
CREATE INDEX "stripe_calls_at" ON "stripe_calls" USING btree ("at");