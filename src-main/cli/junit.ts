import { XMLBuilder } from "fast-xml-parser";

/** What came of one scenario, for a report. */
export interface Reported {
  file: string;
  name: string;
  journey: string;
  /** Sentences about what did not hold; none where it passed. */
  failures: readonly string[];
  /** What kept it from being played. */
  errors: readonly string[];
  /** How long it took, ms. */
  ms: number;
}

/** What XML 1.0 cannot hold, written or escaped. */
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A report in the form in which build servers read tests (JUnit's XML as Jenkins, GitLab and GitHub actions take it): a
 * suite for each journey, a case for each scenario.
 */
export function junitXml(reported: readonly Reported[]): string {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const suites = [...Map.groupBy(reported, ({ journey }) => journey)].map(([journey, cases]) => ({
    ...counts(cases),
    "@_name": clean(journey),
    testcase: cases.map(({ file, name, failures, errors, ms }) => ({
      "@_name": clean(name),
      "@_classname": clean(journey),
      "@_file": clean(file),
      "@_time": seconds(ms),
      ...(failures.length === 0 ? {} : { failure: told("expectation-failed", failures) }),
      ...(errors.length === 0 ? {} : { error: told("not-played", errors) }),
    })),
  }));
  return builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    testsuites: { ...counts(reported), "@_name": "parcours test", testsuite: suites },
  });
}

function counts(cases: readonly Reported[]): Record<string, string> {
  const ms = cases.reduce((sum, each) => sum + each.ms, 0);
  return {
    "@_tests": String(cases.length),
    "@_failures": String(cases.filter(({ failures }) => failures.length > 0).length),
    "@_errors": String(cases.filter(({ errors }) => errors.length > 0).length),
    "@_time": seconds(ms),
  };
}

function told(type: string, sentences: readonly string[]): Record<string, string> {
  return {
    "@_type": type,
    "@_message": clean(sentences[0] ?? ""),
    "#text": clean(sentences.join("\n")),
  };
}

function clean(text: string): string {
  return text.replace(UNWRITABLE, "\ufffd");
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
