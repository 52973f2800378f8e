import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import { Fragment, type ReactNode } from 'react'
import type { Detail, Letter } from './letter.ts'
import { adaptiveStyles, styles } from './letter-styles.ts'

/** The letter as a page, for text/html: no image, font or style from anywhere else. */
export function LetterPage({ letter }: { letter: Letter }): ReactNode {
  return (
    <Html lang="en">
      <LetterHead subject={letter.subject} />
      <Body className="canvas" style={styles.body}>
        <Preview>{letter.preview}</Preview>
        <Container className="card" style={styles.card}>
          <Heading as="h1" className="ink" style={styles.heading}>
            {letter.heading}
          </Heading>
          {letter.intro !== undefined && (
            <Text className="ink" style={styles.text}>
              {letter.intro}
            </Text>
          )}
          {letter.body?.split(/\n{2,}/).map((paragraph) => (
            <Paragraph key={paragraph} text={paragraph} />
          ))}
          {letter.details.length > 0 && <Details details={letter.details} />}
          {letter.action && (
            <Section style={styles.action}>
              <Button href={letter.action.url} className="button" style={styles.button}>
                {letter.action.label}
              </Button>
            </Section>
          )}
          <Hr className="line" style={styles.line} />
          {letter.closing.map((sentence) => (
            <Text key={sentence} className="muted" style={styles.closing}>
              {sentence}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  )
}

function Paragraph({ text }: { text: string }): ReactNode {
  return (
    <Text className="ink" style={styles.text}>
      {text.split('\n').map((line, position) => (
        <Fragment key={line}>
          {position > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </Text>
  )
}

function LetterHead({ subject }: { subject: string }): ReactNode {
  return (
    <Head>
      <title>{subject}</title>
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      {/* Mail programs otherwise underline dates, places and numbers as links of their own. */}
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
      <style>{adaptiveStyles}</style>
    </Head>
  )
}

function Details({ details }: { details: readonly Detail[] }): ReactNode {
  return (
    <Section style={styles.details}>
      {details.map((detail) => (
        <Row key={detail.label}>
          <Column className="label muted" style={styles.label}>
            {detail.label}
          </Column>
          <Column className="value ink" style={styles.value}>
            <DetailLines detail={detail} />
          </Column>
        </Row>
      ))}
    </Section>
  )
}

function DetailLines({ detail }: { detail: Detail }): ReactNode {
  // dir="auto": text of people may run from right to left, and must not turn what is around it.
  const lines = numbered(detail.lines).map(({ number, line }) => (
    <div key={number} dir="auto">
      {detail.former ? <s>{line}</s> : line}
    </div>
  ))
  if (detail.href === undefined) return lines
  return (
    <Link href={detail.href} className="link" style={styles.link}>
      {lines}
    </Link>
  )
}

function numbered(lines: readonly string[]): { number: number; line: string }[] {
  return lines.map((line, number) => ({ number, line }))
}
