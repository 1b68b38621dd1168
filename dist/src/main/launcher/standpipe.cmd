@echo off
rem Starts Standpipe with the Java runtime beside it.
setlocal
set "home=%~dp0.."
set "short=-XX:TieredStopAtLevel=1"
if "%~1"=="run" set "short="
"%home%\runtime\bin\java" "@%home%\lib\java.options" %short% "-XX:SharedArchiveFile=%home%\lib\standpipe.jsa" "-Dstandpipe.home=%home%\sample" "-Dstandpipe.repository=%home%\repository" -jar "%home%\lib\standpipe-runner.jar" %*
exit /b %ERRORLEVEL%
