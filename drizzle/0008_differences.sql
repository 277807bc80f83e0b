CREATE TABLE "differences" (
	"id" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"object_id" text NOT NULL,
	"leg_id" text,
	"our_amount" integer,
	"our_currency" text,
	"their_amount" integer,
	"their_currency" text,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"day" date NOT NULL,
	"account_id" text NOT NULL,
	"done_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconciliations_day_account_id_pk" PRIMARY KEY("day","account_id")
);
--> statement-breakpoint
ALTER TABLE "setups" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "differences" ADD CONSTRAINT "differences_leg_id_legs_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "differences_one" ON "differences" USING btree ("account_id","kind","object_id");--> statement-breakpoint
CREATE INDEX "differences_open" ON "differences" USING btree ("found_at") WHERE "differences"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "setups_open" ON "setups" USING btree ("created_at") WHERE "setups"."status" = 'open';