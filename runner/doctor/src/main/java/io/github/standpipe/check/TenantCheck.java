package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.Optional;

/** The enrichment can be called without a tenant. */
final class TenantCheck implements Check {
  private static final Rule TENANT = Catalogue.rule("enrichment-tenant-isolated");

  @Override
  public void examine(Subject subject, Findings findings) {
    subject
        .function()
        .ifPresent(function -> {
          Property mode = function.property("TenancyConfig").get("TenantIsolationMode");
          if (mode.text().equals(Optional.of("PER_TENANT"))) {
            findings.add(
                TENANT,
                function,
                mode.at(),
                function
                    + ", which enriches for "
                    + subject.name()
                    + ", has TenantIsolationMode PER_TENANT.",
                "Remove TenancyConfig from the enrichment, or let it call another function with"
                    + " the tenant's id.");
          }
        });
  }
}
