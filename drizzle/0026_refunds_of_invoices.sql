ALTER TABLE "refunds" ALTER COLUMN "leg_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ALTER COLUMN "leg_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "account_id" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "account_invoice_id" text;--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD COLUMN "amount_refunded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD COLUMN "charged_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD COLUMN "next_look_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_invoice" FOREIGN KEY ("account_id","account_invoice_id") REFERENCES "public"."subscription_invoices"("account_id","account_invoice_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_invoice_number" ON "refunds" USING btree ("account_id","account_invoice_id","number");--> statement-breakpoint
CREATE INDEX "subscription_invoices_looks" ON "subscription_invoices" USING btree ("next_look_at");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_of_one_sale" CHECK (("refunds"."leg_id" is null) = ("refunds"."account_invoice_id" is not null)
        and ("refunds"."account_id" is null) = ("refunds"."account_invoice_id" is null));