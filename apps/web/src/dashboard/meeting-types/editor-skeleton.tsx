import { Loading, Skeleton } from '../../ui/skeleton.tsx'

/** The shape of the editor before its meeting type is there. */
export const EditorSkeleton = () => (
  <Loading label="Loading the meeting type">
    <Skeleton className="mb-6 h-9 w-64" />
    <div className="editor-columns">
      <div className="grid grid-cols-1 gap-4">
        <Skeleton className="h-96 rounded-card" />
        <Skeleton className="h-64 rounded-card" />
      </div>
      <Skeleton className="h-72 rounded-card" />
    </div>
  </Loading>
)
