CREATE TABLE "memberships" (
	"id" text PRIMARY KEY NOT NULL,
	"buyer_id" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"state" text DEFAULT 'created' NOT NULL,
	"intent_key" text NOT NULL,
	"platform_payment_intent_id" text,
	"platform_charge_id" text,
	"confirm_key" text,
	"confirm_method_id" text,
	"saved_method_id" text,
	"consent_version" text NOT NULL,
	"consent_at" timestamp with time zone,
	"cancel_key" text,
	"refund_key" text,
	"platform_refund_id" text,
	"problem" jsonb,
	"paid_at" timestamp with time zone,
	"paid_until" timestamp with time zone,
	"looked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_intent_key_unique" UNIQUE("intent_key"),
	CONSTRAINT "memberships_platform_payment_intent_id_unique" UNIQUE("platform_payment_intent_id"),
	CONSTRAINT "memberships_confirm_key_unique" UNIQUE("confirm_key"),
	CONSTRAINT "memberships_cancel_key_unique" UNIQUE("cancel_key"),
	CONSTRAINT "memberships_refund_key_unique" UNIQUE("refund_key")
);
--> statement-breakpoint
ALTER TABLE "stripe_calls" ADD COLUMN "membership_id" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_confirm_method_id_saved_methods_id_fk" FOREIGN KEY ("confirm_method_id") REFERENCES "public"."saved_methods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_saved_method_id_saved_methods_id_fk" FOREIGN KEY ("saved_method_id") REFERENCES "public"."saved_methods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "memberships_buyer" ON "memberships" USING btree ("buyer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_running" ON "memberships" USING btree ("buyer_id") WHERE "memberships"."state" in ('created', 'open', 'processing');--> statement-breakpoint
CREATE INDEX "memberships_charge" ON "memberships" USING btree ("platform_charge_id");--> statement-breakpoint
CREATE INDEX "memberships_unfinished" ON "memberships" USING btree ("created_at") WHERE "memberships"."state" in ('created', 'open', 'processing') or ("memberships"."refund_key" is not null and "memberships"."platform_refund_id" is null);--> statement-breakpoint
CREATE INDEX "stripe_calls_membership" ON "stripe_calls" USING btree ("membership_id","at");