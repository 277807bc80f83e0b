CREATE TABLE "invoices_not_undone" (
	"account_id" text NOT NULL,
	"account_invoice_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"status" text NOT NULL,
	"credit" integer NOT NULL,
	"currency" text NOT NULL,
	"problem" jsonb,
	"refusals" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_not_undone_account_id_account_invoice_id_pk" PRIMARY KEY("account_id","account_invoice_id")
);
--> statement-breakpoint
ALTER TABLE "invoices_not_undone" ADD CONSTRAINT "invoices_not_undone_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;