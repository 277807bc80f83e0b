ALTER TABLE "saved_methods" ALTER COLUMN "exp_month" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_methods" ALTER COLUMN "exp_year" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "confirmation" text DEFAULT 'off_session' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "intent_attempt_id" text;--> statement-breakpoint
CREATE INDEX "legs_awaited" ON "legs" USING btree ("lease_until") WHERE "legs"."state" = 'action_needed' and "legs"."lease_until" is not null;