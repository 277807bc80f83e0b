DROP INDEX "legs_unfinished";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "capture_key" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "release_key" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "decision_reason" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "orders_unsettled" ON "orders" USING btree ("created_at") WHERE "orders"."policy" = 'all_or_nothing' and "orders"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "legs_unfinished" ON "legs" USING btree ("state") WHERE "legs"."state" in ('created', 'cloning', 'charging', 'processing', 'capturing', 'releasing');--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_capture_key_unique" UNIQUE("capture_key");--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_release_key_unique" UNIQUE("release_key");