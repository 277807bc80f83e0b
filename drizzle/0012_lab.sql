CREATE TABLE "lab_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"buyer_id" text NOT NULL,
	"way" text NOT NULL,
	"seller_id" text NOT NULL,
	"choices" jsonb NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"saved" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"told" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"stopped" jsonb,
	"refusals" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stripe_calls" ADD COLUMN "lab_run_id" text;--> statement-breakpoint
ALTER TABLE "lab_runs" ADD CONSTRAINT "lab_runs_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lab_runs" ADD CONSTRAINT "lab_runs_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lab_runs_buyer" ON "lab_runs" USING btree ("buyer_id","created_at");--> statement-breakpoint
CREATE INDEX "stripe_calls_lab_run" ON "stripe_calls" USING btree ("lab_run_id","at");