CREATE TABLE "account_customers" (
	"buyer_id" text NOT NULL,
	"account_id" text NOT NULL,
	"customer_key" text NOT NULL,
	"account_customer_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_customers_buyer_id_account_id_pk" PRIMARY KEY("buyer_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "subscription_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text NOT NULL,
	"kind" text NOT NULL,
	"quantity" integer,
	"account_invoice_id" text,
	"change_key" text NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"problem" jsonb,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "subscription_changes_change_key_unique" UNIQUE("change_key")
);
--> statement-breakpoint
CREATE TABLE "subscription_invoices" (
	"account_id" text NOT NULL,
	"account_invoice_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"reason" text,
	"total" integer NOT NULL,
	"amount_paid" integer NOT NULL,
	"fee_amount" integer,
	"currency" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"period_end" timestamp with time zone NOT NULL,
	"payment_intent_id" text,
	"charge_id" text,
	"action_needed" boolean DEFAULT false NOT NULL,
	"problem" jsonb,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"receipt_url" text,
	"created_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscription_invoices_account_id_account_invoice_id_pk" PRIMARY KEY("account_id","account_invoice_id")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"buyer_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"account_id" text NOT NULL,
	"position" integer NOT NULL,
	"variant_id" text NOT NULL,
	"account_price_id" text NOT NULL,
	"product_slug" text NOT NULL,
	"name" text NOT NULL,
	"variant" text NOT NULL,
	"picture" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_amount" integer NOT NULL,
	"currency" text NOT NULL,
	"interval" text NOT NULL,
	"interval_count" integer NOT NULL,
	"trial_days" integer NOT NULL,
	"fee_basis_points" integer NOT NULL,
	"saved_method_id" text NOT NULL,
	"state" text DEFAULT 'created' NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"subscription_key" text NOT NULL,
	"attempted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"problem" jsonb,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"account_subscription_id" text,
	"account_item_id" text,
	"account_method_id" text,
	"status" text,
	"trial_end" timestamp with time zone,
	"current_period_end" timestamp with time zone,
	"cancel_at_period_end" boolean DEFAULT false NOT NULL,
	"ended_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_subscription_key_unique" UNIQUE("subscription_key")
);
--> statement-breakpoint
CREATE TABLE "kept_clones" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text NOT NULL,
	"account_id" text NOT NULL,
	"saved_method_id" text NOT NULL,
	"clone_key" text NOT NULL,
	"attach_key" text NOT NULL,
	"detach_key" text NOT NULL,
	"account_method_id" text,
	"attached_at" timestamp with time zone,
	"unwanted_at" timestamp with time zone,
	"detached_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "kept_clones_clone_key_unique" UNIQUE("clone_key"),
	CONSTRAINT "kept_clones_attach_key_unique" UNIQUE("attach_key"),
	CONSTRAINT "kept_clones_detach_key_unique" UNIQUE("detach_key")
);
--> statement-breakpoint
CREATE TABLE "syncs" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text NOT NULL,
	"buyer_id" text NOT NULL,
	"account_id" text NOT NULL,
	"number" integer NOT NULL,
	"change_id" text NOT NULL,
	"reason" text NOT NULL,
	"saved_method_id" text NOT NULL,
	"renews_method" boolean NOT NULL,
	"renews_customer" boolean NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"kept_clone_id" text,
	"customer_key" text NOT NULL,
	"point_key" text NOT NULL,
	"pay_key" text NOT NULL,
	"account_invoice_id" text,
	"problem" jsonb,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "syncs_customer_key_unique" UNIQUE("customer_key"),
	CONSTRAINT "syncs_point_key_unique" UNIQUE("point_key"),
	CONSTRAINT "syncs_pay_key_unique" UNIQUE("pay_key")
);
--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "interval" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "interval_count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "trial_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "account_product_id" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "account_price_id" text;--> statement-breakpoint
ALTER TABLE "stripe_calls" ADD COLUMN "subscription_id" text;--> statement-breakpoint
ALTER TABLE "account_customers" ADD CONSTRAINT "account_customers_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_changes" ADD CONSTRAINT "subscription_changes_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD CONSTRAINT "subscription_invoices_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_saved_method_id_saved_methods_id_fk" FOREIGN KEY ("saved_method_id") REFERENCES "public"."saved_methods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_clones" ADD CONSTRAINT "kept_clones_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_clones" ADD CONSTRAINT "kept_clones_saved_method_id_saved_methods_id_fk" FOREIGN KEY ("saved_method_id") REFERENCES "public"."saved_methods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_saved_method_id_saved_methods_id_fk" FOREIGN KEY ("saved_method_id") REFERENCES "public"."saved_methods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_kept_clone_id_kept_clones_id_fk" FOREIGN KEY ("kept_clone_id") REFERENCES "public"."kept_clones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_customers_stripe" ON "account_customers" USING btree ("account_id","account_customer_id");--> statement-breakpoint
CREATE INDEX "subscription_changes_of" ON "subscription_changes" USING btree ("subscription_id","created_at");--> statement-breakpoint
CREATE INDEX "subscription_changes_unfinished" ON "subscription_changes" USING btree ("created_at") WHERE "subscription_changes"."state" = 'requested';--> statement-breakpoint
CREATE INDEX "subscription_invoices_of" ON "subscription_invoices" USING btree ("subscription_id","created_at");--> statement-breakpoint
CREATE INDEX "subscription_invoices_charge" ON "subscription_invoices" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "subscriptions_order" ON "subscriptions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "subscriptions_buyer" ON "subscriptions" USING btree ("buyer_id","created_at");--> statement-breakpoint
CREATE INDEX "subscriptions_method" ON "subscriptions" USING btree ("saved_method_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_stripe" ON "subscriptions" USING btree ("account_id","account_subscription_id");--> statement-breakpoint
CREATE INDEX "subscriptions_starting" ON "subscriptions" USING btree ("state") WHERE "subscriptions"."state" in ('created', 'customer', 'cloning', 'attaching', 'subscribing');--> statement-breakpoint
CREATE INDEX "kept_clones_of" ON "kept_clones" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "kept_clones_method" ON "kept_clones" USING btree ("saved_method_id");--> statement-breakpoint
CREATE INDEX "kept_clones_unwanted" ON "kept_clones" USING btree ("unwanted_at") WHERE "kept_clones"."unwanted_at" is not null and "kept_clones"."detached_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "syncs_number" ON "syncs" USING btree ("subscription_id","number");--> statement-breakpoint
CREATE INDEX "syncs_change" ON "syncs" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "syncs_buyer" ON "syncs" USING btree ("buyer_id","created_at");--> statement-breakpoint
CREATE INDEX "syncs_unfinished" ON "syncs" USING btree ("next_try_at") WHERE "syncs"."state" in ('waiting', 'cloning', 'attaching', 'pointing', 'paying', 'detaching');--> statement-breakpoint
CREATE INDEX "stripe_calls_subscription" ON "stripe_calls" USING btree ("subscription_id","at");