CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"leg_id" text NOT NULL,
	"account_dispute_id" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"refundable" boolean NOT NULL,
	"due_by" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_account_dispute_id_unique" UNIQUE("account_dispute_id")
);
--> statement-breakpoint
CREATE TABLE "leg_looks" (
	"leg_id" text PRIMARY KEY NOT NULL,
	"amount_refunded" integer DEFAULT 0 NOT NULL,
	"looked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"leg_id" text NOT NULL,
	"number" integer NOT NULL,
	"charge_id" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"refund_key" text NOT NULL,
	"account_refund_id" text,
	"problem" jsonb,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_refund_key_unique" UNIQUE("refund_key")
);
--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_leg_id_legs_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg_looks" ADD CONSTRAINT "leg_looks_leg_id_legs_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_leg_id_legs_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_leg" ON "disputes" USING btree ("leg_id");--> statement-breakpoint
CREATE INDEX "leg_looks_next" ON "leg_looks" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_leg_number" ON "refunds" USING btree ("leg_id","number");--> statement-breakpoint
CREATE INDEX "refunds_unfinished" ON "refunds" USING btree ("state") WHERE "refunds"."state" in ('requested', 'granted', 'pending');