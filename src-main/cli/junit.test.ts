import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import { junitXml } from "./junit.ts";

const parsed = (xml: string): unknown =>
  new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === "testsuite" || name === "testcase",
  }).parse(xml);

const fine = { file: "s/a.scenario.json", name: "Fine", journey: "j", failures: [], errors: [], ms: 12 };

it("has a suite for each journey and a case for each scenario, with what failed and what could not be played", () => {
  const xml = junitXml([
    fine,
    { ...fine, name: "Wrong", failures: ["expected: mail is sent; instead: nothing", "and more"], ms: 1_500 },
    { ...fine, name: "Gone", journey: "k", errors: ["There is no journey k."], ms: 0 },
  ]);
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(parsed(xml)).toMatchObject({
    testsuites: {
      "@_tests": "3",
      "@_failures": "1",
      "@_errors": "1",
      "@_time": "1.512",
      testsuite: [
        {
          "@_name": "j",
          "@_tests": "2",
          testcase: [
            { "@_name": "Fine", "@_classname": "j", "@_file": "s/a.scenario.json", "@_time": "0.012" },
            {
              "@_name": "Wrong",
              failure: {
                "@_type": "expectation-failed",
                "@_message": "expected: mail is sent; instead: nothing",
                "#text": "expected: mail is sent; instead: nothing\nand more",
              },
            },
          ],
        },
        { "@_name": "k", testcase: [{ error: { "@_message": "There is no journey k." } }] },
      ],
    },
  });
});

it.each([[`<script> & "quotes" 'and' ]]> <!-- -->`], ["Élise, 東京, 🎈"]])(
  "writes %s so that it is read again",
  (name) => {
    const xml = junitXml([{ ...fine, name, failures: [name] }]);
    expect(XMLValidator.validate(xml)).toBe(true);
    const { testsuites } = parsed(xml) as {
      testsuites: { testsuite: { testcase: { "@_name": string; failure: { "#text": string } }[] }[] };
    };
    const found = testsuites.testsuite[0]?.testcase[0];
    expect([found?.["@_name"], found?.failure["#text"]]).toEqual([name, name]);
  },
);

it("replaces what XML cannot hold", () => {
  const xml = junitXml([{ ...fine, name: "a\u0000b\u001fc\ud800d" }]);
  expect(xml).toContain('name="a\ufffdb\ufffdc\ufffdd"');
});

it("is a report of nothing where nothing was played", () => {
  expect(parsed(junitXml([]))).toMatchObject({ testsuites: { "@_tests": "0" } });
});
