import { checkFileKinds } from './check-file-kinds.ts'
import { checkMachinePaths } from './check-machine-paths.ts'
import { checkMigrations } from './check-migrations.ts'
import { checkNamedPaths } from './check-named-paths.ts'
import { checkNames } from './check-names.ts'
import { checkServerImports } from './check-server-imports.ts'
import { checkSize } from './check-size.ts'
import { checkWorkspaceImports } from './check-workspace-imports.ts'
import type { Check } from './source-file.ts'

/** What the linter cannot see, because it takes more than one file or more than the text of an import. */
export const structureChecks: Check[] = [
  checkNames,
  checkSize,
  checkFileKinds,
  checkWorkspaceImports,
  checkServerImports,
  checkNamedPaths,
  checkMachinePaths,
  checkMigrations,
]
