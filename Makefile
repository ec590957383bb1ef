SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run demo test check bench faults setup gen sqlx proto-release fmt doctor

# The programs; `make run ARGS=--movable-clock` passes an argument on.
TARGET := $(or $(CARGO_TARGET_DIR),target)
PREPARE := scripts/setup run && . scripts/env
BUILD := cargo build --locked --workspace --bin mingjing
BUILD_ALL := cargo build --locked --workspace --bins

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-14s %s\n", $$1, $$2}' Makefile

run: ## Install what is missing, build, and start the whole platform (ARGS=--movable-clock)
	@$(PREPARE) && $(BUILD) && exec $(TARGET)/debug/mingjing up $(ARGS)

demo: ## Play one matter from report to published decision on a running platform
	@$(PREPARE) && $(BUILD) --quiet && exec $(TARGET)/debug/mingjing demo $(ARGS)

test: ## Run every test (ARGS go to the test runner)
	@scripts/test $(ARGS)

check: ## Format, lints, protocol compatibility, licences, tidiness, checked queries
	@scripts/check

bench: ## Measure, print a table and write bench.json
	@$(PREPARE) && $(BUILD) --release && exec $(TARGET)/release/mingjing bench $(ARGS)

faults: ## Kill processes at random moments and prove that nothing is lost or doubled
	@$(PREPARE) && $(BUILD_ALL) --release && exec $(TARGET)/release/mingjing faults $(ARGS)

setup: ## Install everything that the other targets need
	@scripts/setup check

gen: ## Generate the code that follows from proto/
	@. scripts/env && cargo xtask proto

sqlx: ## Renew .sqlx after a query or migration changed
	@scripts/setup run && scripts/sqlx

proto-release: ## Declare today's proto/ released: later changes must be compatible with it
	@scripts/setup check && . scripts/env && buf build --exclude-source-info -o proto/released.binpb

fmt: ## Format the Rust code
	@. scripts/env && cargo fmt --all

doctor: ## Print the versions of the tools in use
	@scripts/doctor
