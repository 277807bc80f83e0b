ALTER TABLE "disputes" ALTER COLUMN "leg_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "account_id" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "account_invoice_id" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_invoice" FOREIGN KEY ("account_id","account_invoice_id") REFERENCES "public"."subscription_invoices"("account_id","account_invoice_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_of_invoice" ON "disputes" USING btree ("account_id","account_invoice_id");--> statement-breakpoint
UPDATE "subscription_invoices" SET "next_look_at" = now() WHERE "charged_back";--> statement-breakpoint
ALTER TABLE "subscription_invoices" DROP COLUMN "charged_back";--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_of_one_sale" CHECK (("disputes"."leg_id" is null) = ("disputes"."account_invoice_id" is not null)
        and ("disputes"."account_id" is null) = ("disputes"."account_invoice_id" is null));